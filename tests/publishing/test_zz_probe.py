import random, threading, collections
from concurrent.futures import ThreadPoolExecutor
import pytest
from django.db import connection, OperationalError
from concepts import publishing
from concepts.contentfile import Faulty
from concepts.models import *
from tests import worlds

@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(4))
def test_probe(seed):
    N=10
    entries=[worlds.page(f"p{i}", title=f"P{i}") for i in range(N)]
    author=worlds.editor(); errors=collections.Counter()
    def work(k):
        r=random.Random(seed*100+k)
        try:
            for t in range(15):
                i=r.randrange(N); e=worlds.fresh(entries[i]); o=worlds.fresh(entries[r.randrange(N)])
                act=r.choice(["pub","pub","pub","wd","merge","ren"])
                try:
                    if act=="pub":
                        rel=tuple(worlds.relation(f"p{j}", r.choice(["builds","goes-with"])) for j in r.sample(range(N),3) if j!=i)
                        worlds_text=worlds.text(title=f"P{i}", relations=rel, body=f"{k} {t}\n")
                        rev=publishing.save_draft(e, worlds_text, author); publishing.publish(rev.entry, author, note="n")
                    elif act=="wd": publishing.withdraw(e, author, reason="x", successor=o if r.random()<.6 else None)
                    elif act=="merge": publishing.merge(e,o,author)
                    else: publishing.rename(e, f"p{i}-{k}-{t}", author)
                    errors["ok "+act]+=1
                except Faulty as f: errors["faulty "+str(f)[:45]]+=1
                except Exception as x: errors[f"{act} {type(x).__name__} {str(x)[:90]}"]+=1
        finally: connection.close()
    with ThreadPoolExecutor(8) as pool: list(pool.map(work, range(8)))
    for k,v in errors.most_common(): print(v,k)
    print("REBUILD", publishing.rebuild(), publishing.rebuild())
