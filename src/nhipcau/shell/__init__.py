"""The frame of every staff page on Wagtail's components: templates, formats of numbers, refusals."""
