/** Anything that hangs under another by its id. */
export interface TreeNode {
  id: string
  parentId: string | null
}

/** Children by parent id; the roots under null. */
export function childrenOf<Node extends TreeNode>(nodes: Iterable<Node>): Map<string | null, Node[]> {
  const children = new Map<string | null, Node[]>()
  for (const node of nodes) {
    const siblings = children.get(node.parentId)
    if (siblings) siblings.push(node)
    else children.set(node.parentId, [node])
  }
  return children
}

/**
 * The ids given and all below them, each once. An id that no node has gives nothing: a scope made of it sees nothing.
 */
export function subtree<Node extends TreeNode>(
  children: ReadonlyMap<string | null, Node[]>,
  nodes: ReadonlyMap<string, Node>,
  ids: Iterable<string>,
): string[] {
  const found = new Set<string>()
  const open = [...ids].filter(id => nodes.has(id))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    for (const child of children.get(id) ?? []) open.push(child.id)
  }
  return [...found]
}

/** The node and those above it, the root first; cut short where a parent is missing or a loop closes. */
export function pathTo<Node extends TreeNode>(nodes: ReadonlyMap<string, Node>, id: string): Node[] {
  const path: Node[] = []
  const seen = new Set<string>()
  for (let node = nodes.get(id); node && !seen.has(node.id); node = nodes.get(node.parentId ?? '')) {
    seen.add(node.id)
    path.unshift(node)
  }
  return path
}
