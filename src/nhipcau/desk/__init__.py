"""The staff's home: each role's own work first."""
