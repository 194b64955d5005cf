/** Topics as a tree of their levels, with what has arrived below each. */
import type { ExplorerTopicState } from '../../../wasm/provisioner';

export interface TopicNode {
  /** The last level: "sensors". */
  name: string;
  /** From the root to here: "board/sensors". */
  path: string;
  /** What has arrived on this very topic; null if it is only a level above others. */
  own: ExplorerTopicState | null;
  /** How many topics there are from here on. */
  topics: number;
  messages: number;
  /** Messages per minute. */
  rate: number;
  children: TopicNode[];
}

function node(name: string, path: string): TopicNode {
  return { name, path, own: null, topics: 0, messages: 0, rate: 0, children: [] };
}

/** The root's children, in the order of their names. `topics`: in the order of their names. */
export function treeOf(topics: readonly ExplorerTopicState[]): TopicNode[] {
  const root = node('', '');
  const known = new Map<string, TopicNode>();
  for (const topic of topics) {
    let above = root;
    let path = '';
    for (const [depth, name] of topic.topic.split('/').entries()) {
      path = depth === 0 ? name : `${path}/${name}`;
      let here = known.get(path);
      if (!here) {
        here = node(name, path);
        known.set(path, here);
        above.children.push(here);
      }
      here.topics += 1;
      here.messages += topic.messages;
      here.rate += topic.rate;
      above = here;
    }
    above.own = topic;
  }
  return root.children;
}
