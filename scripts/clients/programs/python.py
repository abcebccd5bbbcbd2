import json
import os

from openapi_client import (
    AddressChange,
    AddressRemoval,
    ApiClient,
    ApiException,
    Configuration,
    CustomersApi,
    CustomerUpdate,
    NewContactName,
    NewShippingAddress,
    PhoneNumberUpdate,
)

api = CustomersApi(ApiClient(Configuration(host=os.environ["API"], access_token=os.environ["TOKEN"])))
customer_id = os.environ["CUSTOMER"]

customer = api.update_customer(
    customer_id,
    CustomerUpdate(
        middleName=None,
        primaryPhoneNumber=PhoneNumberUpdate(extension="31"),
        addresses=[
            AddressChange(
                NewShippingAddress(
                    type="SHIPPING",
                    name=NewContactName(firstName="Ada", lastName="Lovelace"),
                    streetLine1="12 St James Sq",
                    zipCode="SW1Y",
                )
            )
        ],
    ),
)
addresses = [one.actual_instance for one in customer.addresses]
name = [one for one in addresses if one.type == "SHIPPING"][-1].name

try:
    api.update_customer(
        customer_id,
        CustomerUpdate(addresses=[AddressChange(AddressRemoval(id="none", remove=True))]),
    )
    raise AssertionError("It was not refused.")
except ApiException as error:
    problem = error.data

print(
    json.dumps(
        {
            "extension": customer.primary_phone_number.extension,
            "middleName": customer.middle_name,
            "name": f"{name.first_name} {name.last_name}",
            "errorCode": problem.error_code,
            "path": problem.errors[0].path,
        }
    )
)
