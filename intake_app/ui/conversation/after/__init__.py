"""After the questions: the plan, rights and days, what is possible, and the worker's summary."""
