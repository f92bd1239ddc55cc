"""The figures of the trade over fact tables, as Ibis expressions; nothing else computes one."""
