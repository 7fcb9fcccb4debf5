"""The sample province: invented places and neutral content to try everything on."""
