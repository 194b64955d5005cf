// Answers iam:SimulatePrincipalPolicy, which moto lacks: may a principal perform actions on resources? One result for
// each action, with the strictest decision, and in it one for each resource. Supports only what a page sends: no context
// entries, no policy input list. Source: IAM API reference, SimulatePrincipalPolicy and EvaluationResult.

import { randomUUID } from 'node:crypto';
import { decide } from './policy.mjs';

/** Decisions from the mildest to the strictest, as IAM writes them. */
const DECISIONS = { allow: 'allowed', implicitDeny: 'implicitDeny', explicitDeny: 'explicitDeny' };
const STRICTNESS = Object.values(DECISIONS);

const members = (form, name) =>
  [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);

const escapeXml = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

function xml(results, requestId) {
  const ofResource = ({ EvalResourceName, EvalResourceDecision }) =>
    `<member><EvalResourceName>${escapeXml(EvalResourceName)}</EvalResourceName>` +
    `<EvalResourceDecision>${EvalResourceDecision}</EvalResourceDecision>` +
    '<MatchedStatements/><MissingContextValues/></member>';
  const item = ({ EvalActionName, EvalResourceName, EvalDecision, ResourceSpecificResults }) =>
    `<member><EvalActionName>${escapeXml(EvalActionName)}</EvalActionName>` +
    `<EvalResourceName>${escapeXml(EvalResourceName)}</EvalResourceName>` +
    `<EvalDecision>${EvalDecision}</EvalDecision><MatchedStatements/><MissingContextValues/>` +
    `<ResourceSpecificResults>${ResourceSpecificResults.map(ofResource).join('')}</ResourceSpecificResults></member>`;
  return (
    '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>' +
    `<IsTruncated>false</IsTruncated><EvaluationResults>${results.map(item).join('')}</EvaluationResults>` +
    `</SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>` +
    '</SimulatePrincipalPolicyResponse>'
  );
}

function json(results, requestId) {
  const rest = { MatchedStatements: [], MissingContextValues: [] };
  const complete = results.map((result) => ({
    ...result,
    ...rest,
    ResourceSpecificResults: result.ResourceSpecificResults.map((one) => ({ ...one, ...rest })),
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
  const named = members(form, 'ResourceArns');
  const resources = named.length > 0 ? named : ['*'];
  const results = members(form, 'ActionNames').map((action) => {
    const decisions = resources.map((resource) => DECISIONS[decide(policies, { action, resource, context })]);
    const strictest = Math.max(...decisions.map((decision) => STRICTNESS.indexOf(decision)));
    return {
      EvalActionName: action,
      EvalResourceName: resources[0],
      EvalDecision: STRICTNESS[strictest],
      ResourceSpecificResults: resources.map((resource, i) => ({
        EvalResourceName: resource,
        EvalResourceDecision: decisions[i],
      })),
    };
  });
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
