"""Creating or changing a stack takes time.

AWS: CreateStack and UpdateStack answer at once, DescribeStacks says CREATE_IN_PROGRESS for a while (user guide, "Understand
CloudFormation stack creation events"). In moto a stack is complete with the first answer, so that a
client's polling would never be tested. Here a stack shows every *_COMPLETE as *_IN_PROGRESS for its first second.
(Its resources exist before that, and a deleted stack disappears at once.)
"""

import time

SECONDS = 1.0


def patch():
    from moto.cloudformation.models import Stack

    def get(self):
        name = self.__dict__["status"]
        recent = time.monotonic() - self.__dict__["status_since"] < SECONDS
        working = name in ("CREATE_COMPLETE", "UPDATE_COMPLETE") and recent
        return name.replace("COMPLETE", "IN_PROGRESS") if working else name

    def set_(self, name):
        self.__dict__["status"] = name
        self.__dict__["status_since"] = time.monotonic()

    Stack.status = property(get, set_)
