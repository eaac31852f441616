# Renders the page in that file so many times with WeasyPrint, three times before, and prints the milliseconds that each took; before all
# that, how many pages it has.
import sys
import time

from weasyprint import HTML

page, documents = sys.argv[1], int(sys.argv[2])
tagged = {"pdf_variant": "pdf/ua-1"}
print("pages", len(HTML(filename=page).render(**tagged).pages))
for made in range(3 + documents):
    begun = time.perf_counter()
    HTML(filename=page).write_pdf(**tagged)
    if made >= 3:
        print((time.perf_counter() - begun) * 1000)
