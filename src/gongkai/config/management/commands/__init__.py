"""What the operator of the product may ask of it on the command line (管理命令)."""
