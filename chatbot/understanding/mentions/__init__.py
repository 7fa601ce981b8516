"""What an utterance mentions: names, function words, numbers and dates, those that cannot be meant left out."""
