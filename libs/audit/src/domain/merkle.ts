import { createHash } from 'node:crypto';

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * Root of a Merkle tree over leaf hashes, in their order (the shape of RFC 6962: leaves and nodes are told apart, an odd
 * node moves up unchanged). The root of nothing is the hash of nothing.
 */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  let level = leaves.map((leaf) => sha256(LEAF, leaf));
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index];
      const right = level[index + 1];
      if (left) above.push(right ? sha256(NODE, left, right) : left);
    }
    level = above;
  }
  return level[0] ?? sha256();
}
