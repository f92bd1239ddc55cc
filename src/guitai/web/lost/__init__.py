"""Lost orders: why an inquiry did not buy."""
