# Renders the page in that file so many times with WeasyPrint, three times before, and prints the milliseconds that each took.
import sys
import time

from weasyprint import HTML

page, documents = sys.argv[1], int(sys.argv[2])
for made in range(3 + documents):
    begun = time.perf_counter()
    HTML(filename=page).write_pdf()
    if made >= 3:
        print((time.perf_counter() - begun) * 1000)
