"""Why an inquiry did not buy: a reason proposed from the talk and what is known, with its evidence."""
