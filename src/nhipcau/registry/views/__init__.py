"""The pages of the register: the list and the taking in, the reading page, and the decisions on what was read.

Rooms above show themselves on a document's page through the hook `nhipcau_document_links`: a function
`(user, document) -> list[DocumentLink]`, asked for every document the person reads.
"""
