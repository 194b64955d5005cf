/** What boards have left in an account, with a plan to remove it. For component tests and the gallery. */
import type { AccountBoard, ContentsState } from '../../wasm/provisioner';
import { thing } from './scene_parts';

/** A board that this browser has set up by MAR. */
export const own: AccountBoard = {
  name: thing,
  own: true,
  hasThing: true,
  read: true,
  certificates: 1,
  active: 1,
  byJitr: false,
  others: 0,
};
const colleagues: AccountBoard = { ...own, name: 'b7'.repeat(20), own: false, byJitr: true, others: 2 };
const authority = { id: 'c4'.repeat(32), active: true };

export const contents: ContentsState = {
  permissions: {
    purpose: 'clean_up',
    checking: false,
    actions: [
      { action: 'iot:DescribeEndpoint', verdict: 'allowed', layer: 'unknown' },
      { action: 'iot:DeleteThing', verdict: 'denied', layer: 'identity_policy' },
      { action: 'cloudformation:DeleteStack', verdict: 'denied', layer: 'organization' },
      { action: 'iot:DeleteThingType', verdict: 'unknown', layer: 'unknown' },
    ],
    oldGuidePolicy: false,
    missingPolicy: '{\n  "Version": "2012-10-17"\n}',
  },
  newUser: null,
  stackReplacement: null,
  authoritySharing: null,
  users: ['web-provisioner-1a2b3c4d'],
  readsUsers: true,
  status: 'planned',
  boards: [own, colleagues],
  policies: ['zt_policy'],
  authorities: [authority],
  hasStack: true,
  hasThingType: true,
  plan: [
    {
      object: 'certificate',
      action: 'deactivate',
      reason: 'authority_active',
      name: 'd2'.repeat(32),
      status: 'waiting',
    },
    { object: 'thing', action: 'remove', reason: 'none', name: own.name, status: 'waiting' },
    { object: 'policy', action: 'keep', reason: 'in_use', name: 'zt_policy', status: 'waiting' },
    {
      object: 'thing_type',
      action: 'deprecate',
      reason: 'none',
      name: 'microchip-zero-touch-kit',
      status: 'waiting',
    },
  ],
  error: null,
};
