"""What scores submissions and begins, stops and adopts scoring runs."""
