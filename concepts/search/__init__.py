def index(entry_id, **values):
    return False
def remove(entry_id):
    return False
