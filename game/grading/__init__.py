"""Whether an answer in somebody's own words is right: stated rules, one a function.

An answer goes through four steps:

1. **normal form** (`letters`, `normal_form`): no case, accents or punctuation; numbers in digits (`number_words`);
2. **what kind of answer it is** (`stances`): negated, bounded, or several answers at once;
3. **its parts**: numbers with sign, unit and magnitude (`quantities`), dates (`calendar`), times of day (`clock`), or
   words that belong to the key and words beside it (`key_phrases`, `words_beside_key`);
4. **comparison** with the key (`typed_answers`, `numbers`, `gaps`), where slips of the pen are forgiven (`spelling`),
   or the spelling is asked (`exactness`).

The package knows no story: it is handed keys and the words around them. What is true of a language stands in
`words/*.yaml` (`languages`).
"""
