"""Sheets of paper for adults who work with the stories."""
