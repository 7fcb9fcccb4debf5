"""Official documents received and issued, their readings, citations between them."""
