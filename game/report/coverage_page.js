// Keys: n and p go to the next and the previous stretch of lines that is missing. Without a script the links do.
(() => {
  const missing = (row) => row && (row.className === 'missing' || row.className === 'partly');
  const starts = [...document.querySelectorAll('.source tr')].filter(
    (row) => missing(row) && !missing(row.previousElementSibling));
  for (const words of document.querySelectorAll('.keys')) words.hidden = !starts.length;
  const open = (row) => { for (let at = row; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true; };
  let here = -1;
  const follow = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) open(target);
    if (target && target.matches('.source tr')) {
      here = starts.findIndex((row) => !(row.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING));
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', follow);
  follow();
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !starts.length) return;
    const way = { n: 1, p: -1 }[event.key];
    if (!way) return;
    here = (here + way + starts.length) % starts.length;
    open(starts[here]);
    location.hash = starts[here].id;
    starts[here].querySelector('a').focus({ preventScroll: true });
  });
})();
