"""What is counted, in which unit of measure, and how it adds up."""
