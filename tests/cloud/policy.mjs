// Evaluates policy documents of IAM and AWS IoT: deny by default, an explicit deny wins; wildcards, policy variables,
// the common conditions, and session policies. Does not support resource policies or boundaries. Sources: IAM user guide,
// "Policy evaluation logic" and "IAM JSON policy elements"; AWS IoT developer guide, "AWS IoT Core policy variables".

/**
 * @typedef {{action: string, resource: string, context: Record<string, string | undefined>}} Question
 * @typedef {'allow' | 'explicitDeny' | 'implicitDeny'} Decision
 */

const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * A pattern of a policy as a regular expression: `*`, `?`, and variables, whose values are literal. Null if a variable
 * has no value, because such an element matches nothing.
 */
function patternOf(text, context, flags = '') {
  let source = '';
  for (const [token, variable] of text.matchAll(/\$\{([^}]*)\}|[^]/gu)) {
    if (variable !== undefined) {
      const value =
        '*?$'.includes(variable) && variable.length === 1 ? variable : context[variable.split(',')[0].trim()];
      if (value === undefined) return null;
      source += literal(value);
    } else if (token === '*') source += '[^]*';
    else if (token === '?') source += '[^]';
    else source += literal(token);
  }
  return new RegExp(`^${source}$`, `u${flags}`);
}

const matches = (patterns, value, context, flags) =>
  listOf(patterns).some((pattern) => patternOf(pattern, context, flags)?.test(value) ?? false);

/** Condition operators: (value in the request, value in the policy, context) → whether the condition holds */
const OPERATORS = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted, context) => matches(wanted, value, context),
  ArnEquals: (value, wanted, context) => matches(wanted, value, context),
  ArnLike: (value, wanted, context) => matches(wanted, value, context),
  Bool: (value, wanted) => value === wanted.toLowerCase(),
};
const NEGATED = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

function substitute(text, context) {
  return String(text).replace(/\$\{([^}]*)\}/g, (whole, name) => context[name] ?? whole);
}

function holds(name, key, wanted, context) {
  const entry = Object.entries(context).find(([candidate]) => candidate.toLowerCase() === key.toLowerCase());
  const value = entry?.[1];
  if (name === 'Null')
    return listOf(wanted).some((text) => (String(text) === 'true') === (value === undefined));
  const optional = name.endsWith('IfExists');
  const operator = optional ? name.slice(0, -'IfExists'.length) : name;
  if (value === undefined && optional) return true;
  const values = listOf(wanted).map((text) => substitute(text, context));
  if (operator in NEGATED) {
    return value === undefined || !values.some((text) => OPERATORS[NEGATED[operator]](value, text, context));
  }
  if (!(operator in OPERATORS))
    throw new Error(`the local cloud does not know the condition operator ${name}`);
  return value !== undefined && values.some((text) => OPERATORS[operator](value, text, context));
}

function conditionHolds(condition, context) {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, context)),
  );
}

/** @param {Record<string, any>} statement @param {Question} question */
function applies(statement, { action, resource, context }) {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const fitsAction = NotAction ? !matches(NotAction, action, {}, 'i') : matches(Action, action, {}, 'i');
  if (!fitsAction) return false;
  const fitsResource = NotResource
    ? !matches(NotResource, resource, context)
    : matches(Resource, resource, context);
  return fitsResource && conditionHolds(Condition, context);
}

/**
 * @param {{Statement: object | object[]}[]} documents
 * @param {Question} question
 * @returns {Decision}
 */
export function decide(documents, question) {
  const relevant = documents
    .flatMap((document) => listOf(document.Statement))
    .filter((statement) => applies(statement, question));
  if (relevant.some((statement) => statement.Effect === 'Deny')) return 'explicitDeny';
  return relevant.length > 0 ? 'allow' : 'implicitDeny';
}

/**
 * What a principal may do. The policies of a session only narrow those of its user: both must allow.
 * @param {{policies: object[], sessionPolicies?: object[] | null}} principal sessionPolicies: null or undefined for
 *   what is no federated session
 * @param {Question} question
 * @returns {{decision: Decision, layer: 'identity-based' | 'session'}} layer: which policies decided
 */
export function decideFor({ policies, sessionPolicies }, question) {
  const own = decide(policies, question);
  if (own !== 'allow' || !sessionPolicies) return { decision: own, layer: 'identity-based' };
  return { decision: decide(sessionPolicies, question), layer: 'session' };
}
