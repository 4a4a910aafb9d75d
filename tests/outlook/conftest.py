from tests.cast import cast, sign_in
from tests.desk.scenarios.conftest import actions, ada, bo, town, warm

__all__ = ["actions", "ada", "bo", "cast", "sign_in", "town", "warm"]
