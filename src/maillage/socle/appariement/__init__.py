"""Who can take it: distances, explained ranking, last place taken once, assignment under capacities, tours."""
