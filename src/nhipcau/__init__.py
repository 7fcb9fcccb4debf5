"""Nhịp Cầu: the year's work of a local government's external information office."""
