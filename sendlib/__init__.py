"""Evidence bases and joint commissioning reviews for SEND, for any English council."""
