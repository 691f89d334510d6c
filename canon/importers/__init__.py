"""Importers: role texts of other shapes become files of format 1, each text with the line it was taken from."""
