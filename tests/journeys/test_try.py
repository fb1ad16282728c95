from tests.journeys.site import Site

def test_try(site: Site) -> None:
    noor = site.student()
    noor.opens_menu("Planner")
    els = site.mentor()
    print(noor.page.url, els.page.url, site.mails())
