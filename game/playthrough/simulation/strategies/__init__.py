"""Ways to play without reading, beside somebody who reads: what each of them reaches says what a story rewards."""
