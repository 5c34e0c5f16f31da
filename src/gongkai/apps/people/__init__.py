"""The officers who work with the product (工作人员)."""
