"""A role needs a valid trust policy, and the managed policies that Lambda functions' roles use exist.

AWS: CreateRole answers MalformedPolicyDocument (400) for what is no trust policy (IAM API reference). moto makes the role. moto could load all
of AWS's managed policies, which takes seconds; the two that the vendor's stack attaches are enough.
"""

from moto.iam.models import AWSManagedPolicy, IAMBackend
from moto.iam.policy_validation import IAMTrustPolicyDocumentValidator

CREATED = "2020-01-01T00:00:00+00:00"
MANAGED = {
    "/service-role/AWSLambdaBasicExecutionRole": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
    "/AWSXrayWriteOnlyAccess": ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
}


def _managed_policies(backend):
    region = "cn-north-1" if backend.partition == "aws-cn" else "us-east-1"
    for full_name, actions in MANAGED.items():
        path, _, name = full_name.rpartition("/")
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": actions, "Resource": "*"}]}
        data = {"Path": path + "/", "Document": document, "DefaultVersionId": "v1", **dict.fromkeys(("CreateDate", "UpdateDate"), CREATED)}
        yield AWSManagedPolicy.from_data(name, backend.account_id, region, data)


def patch():
    create_role = IAMBackend.create_role

    def create(self, role_name, assume_role_policy_document, *arguments, **more):
        IAMTrustPolicyDocumentValidator(assume_role_policy_document).validate()
        return create_role(self, role_name, assume_role_policy_document, *arguments, **more)

    IAMBackend.create_role = create
    IAMBackend._init_aws_policies = lambda self: list(_managed_policies(self))
