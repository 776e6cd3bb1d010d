"""What was known when: bitemporal versions, snapshots, attempts. The only place with SQL."""
