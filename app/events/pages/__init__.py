"""What the public reads of events; what organisers write of them."""
