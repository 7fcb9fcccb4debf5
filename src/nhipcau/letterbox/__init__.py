"""Letters of readers: received with a receipt, answered, published with consent; contributions that come in signed."""
