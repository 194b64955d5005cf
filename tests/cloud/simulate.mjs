// Answers iam:SimulatePrincipalPolicy, which moto lacks: may a principal perform actions on resources? Supports only
// what a page sends: no context entries, no policy input list. Source: IAM API reference, SimulatePrincipalPolicy.

import { randomUUID } from 'node:crypto';
import { decide } from './policy.mjs';

const DECISIONS = { allow: 'allowed', explicitDeny: 'explicitDeny', implicitDeny: 'implicitDeny' };

const members = (form, name) =>
  [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);

const escapeXml = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

function xml(results, requestId) {
  const item = ({ EvalActionName, EvalResourceName, EvalDecision }) =>
    `<member><EvalActionName>${escapeXml(EvalActionName)}</EvalActionName>` +
    `<EvalResourceName>${escapeXml(EvalResourceName)}</EvalResourceName>` +
    `<EvalDecision>${EvalDecision}</EvalDecision><MatchedStatements/><MissingContextValues/></member>`;
  return (
    '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>' +
    `<IsTruncated>false</IsTruncated><EvaluationResults>${results.map(item).join('')}</EvaluationResults>` +
    `</SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
    '</SimulatePrincipalPolicyResponse>'
  );
}

function json(results, requestId) {
  const complete = results.map((result) => ({
    ...result,
    MatchedStatements: [],
    MissingContextValues: [],
  }));
  return JSON.stringify({
    SimulatePrincipalPolicyResponse: {
      SimulatePrincipalPolicyResult: {
        EvaluationResults: complete,
        IsTruncated: false,
        Marker: null,
      },
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

/**
 * @param {URLSearchParams} form
 * @param {{Statement: object | object[]}[]} policies of the principal asked about
 * @param {Record<string, string | undefined>} context
 * @param {boolean} wantsJson
 */
export function simulate(form, policies, context, wantsJson) {
  const resources = members(form, 'ResourceArns');
  const results = members(form, 'ActionNames').flatMap((action) =>
    (resources.length > 0 ? resources : ['*']).map((resource) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: DECISIONS[decide(policies, { action, resource, context })],
    })),
  );
  const requestId = randomUUID();
  return {
    status: 200,
    headers: {
      'x-amzn-requestid': requestId,
      'content-type': wantsJson ? 'application/json' : 'text/xml',
    },
    body: Buffer.from(wantsJson ? json(results, requestId) : xml(results, requestId)),
  };
}
