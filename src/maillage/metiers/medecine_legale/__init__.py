"""Forensic medicine: requisition received → act done → certificate, indicators, deadlines."""
