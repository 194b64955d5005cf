// CloudFormation: a stack with a topic rule, which takes a while.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCloud } from './cloud.mjs';
import { send, signed } from './testkit.mjs';

const REGION = 'us-west-2';
const TEMPLATE = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'jitr-role',
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      },
    },
    Rule: {
      Type: 'AWS::IoT::TopicRule',
      Properties: {
        RuleName: 'jitr_rule',
        TopicRulePayload: {
          Sql: "SELECT * FROM '$aws/events/certificates/registered/#'",
          RuleDisabled: false,
          Actions: [{ Lambda: { FunctionArn: 'arn:aws:lambda:us-west-2:123456789012:function:jitr' } }],
        },
      },
    },
  },
};

let cloud;
let user;
before(async () => {
  cloud = await startCloud();
  user = await cloud.createUser();
});
after(() => cloud.stop());

const ask = async (parameters) => {
  const host = `cloudformation.${REGION}.amazonaws.com`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({
    Version: '2010-05-15',
    StackName: 'MCHPStack',
    ...parameters,
  }).toString();
  return (
    await send(
      cloud,
      signed({
        user,
        service: 'cloudformation',
        region: REGION,
        host,
        method: 'POST',
        headers,
        body,
      }),
    )
  ).text;
};
const status = async () => /<StackStatus>(\w+)</.exec(await ask({ Action: 'DescribeStacks' }))?.[1];

test('a stack is first in progress, then complete, and its topic rule exists until the stack is deleted', async () => {
  assert.match(await ask({ Action: 'DescribeStacks' }), /<Code>ValidationError<\/Code>/);
  await ask({
    Action: 'CreateStack',
    TemplateBody: JSON.stringify(TEMPLATE),
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  assert.equal(await status(), 'CREATE_IN_PROGRESS');
  const { rules } = await cloud.inventory({ region: REGION });
  assert.deepEqual(
    rules.map(({ ruleName, topicPattern }) => [ruleName, topicPattern]),
    [['jitr_rule', '$aws/events/certificates/registered/#']],
  );
  while ((await status()) === 'CREATE_IN_PROGRESS') await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await status(), 'CREATE_COMPLETE');
  await ask({ Action: 'DeleteStack' });
  assert.deepEqual((await cloud.inventory({ region: REGION })).rules, []);
});
