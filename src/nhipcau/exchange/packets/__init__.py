"""Official documents to and from other offices as edXML packets, through two watched folders.

The format is in `exchange.formats.edxml`; here are the packets that came and went, and the states told of them.
"""
