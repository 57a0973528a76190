"""What good manners ask: facts, playbooks, working days, the plan and the guard. Pure: no clock, no framework."""
