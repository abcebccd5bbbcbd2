import json
import os

from client import AuthenticatedClient
from client.api.customers import update_customer
from client.models import (
    AddressRemoval,
    Customer,
    CustomerUpdate,
    NewContactName,
    NewShippingAddress,
    NewShippingAddressType,
    PhoneNumberUpdate,
    Problem,
    ShippingAddress,
)

api = AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"])
customer_id = os.environ["CUSTOMER"]

customer = update_customer.sync(
    customer_id,
    client=api,
    body=CustomerUpdate(
        middle_name=None,
        primary_phone_number=PhoneNumberUpdate(extension="31"),
        addresses=[
            NewShippingAddress(
                type_=NewShippingAddressType.SHIPPING,
                name=NewContactName(first_name="Ada", last_name="Lovelace"),
                street_line_1="12 St James Sq",
                zip_code="SW1Y",
            )
        ],
    ),
)
assert isinstance(customer, Customer), customer
name = [one for one in customer.addresses if isinstance(one, ShippingAddress)][-1].name

problem = update_customer.sync(
    customer_id,
    client=api,
    body=CustomerUpdate(addresses=[AddressRemoval(id="none", remove=True)]),
)
assert isinstance(problem, Problem), problem

print(
    json.dumps(
        {
            "extension": customer.primary_phone_number.extension,
            "middleName": customer.middle_name,
            "name": f"{name.first_name} {name.last_name}",
            "errorCode": problem.error_code.value,
            "path": problem.errors[0].path,
        }
    )
)
