"""The play in a page of its own: no server, the pages made in the browser by Python compiled to WebAssembly (Pyodide).

`static_export` writes the folder on the machine of whoever exports. `worker_play` is what runs in the page, and nothing
that it imports knows of exporting.
"""
