"""How somebody applies (在线申请)."""
