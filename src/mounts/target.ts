import { driveForm, folderOnDrive } from './drivePath';
import type { ClassifiedMount, Place } from './mount';

/** What the files of a mount are used for, as far as its two paths tell: it decides how much a slow mount hurts. */
export type Use = 'file' | 'tree' | 'other';

/** Folders in containers that hold sources, dependencies, caches or databases: read and written file by file. */
const treeTargets: readonly RegExp[] = [
  /^\/(?:app|apps|src|source|sources|code|work|workspace|workspaces|project|projects|repo|site|html|public)(?:\/|$)/,
  /^\/(?:usr\/src|usr\/local\/src|var\/www|srv|opt\/app|home\/[^/]+|go|var\/task)(?:\/|$)/,
  /^\/usr\/(?:share\/nginx\/html|local\/apache2\/htdocs)(?:\/|$)/,
  /\/(?:node_modules|vendor|\.venv|venv|site-packages|target|\.gradle|\.m2|\.cargo|\.next|cache|\.cache|\.npm|\.git)(?:\/|$)/,
  /^\/var\/lib\/(?:mysql|mariadb|postgresql|mongodb|redis|cassandra|clickhouse|influxdb\d?|neo4j|couchdb|rabbitmq)(?:\/|$)/,
  /^\/(?:data\/db|bitnami|var\/opt\/mssql|usr\/share\/(?:elasticsearch|opensearch)\/data|opt\/oracle\/oradata)(?:\/|$)/,
];

const fileExtension =
  /\.(?:conf|cnf|cfg|ini|ya?ml|json|jsonc|toml|xml|properties|env|txt|md|sql|sh|bash|ps1|py|js|mjs|cjs|ts|php|rb|lua|html?|css|crt|cert|pem|key|p12|pfx|jks|pub|sock|socket|log|lock|csv|tmpl|tpl|template|list|repo|service|xsd|acl|users|rules|htpasswd|vcl|hcl|gz|zip|jar|war)$/i;
const fileName =
  /^(?:[A-Z][a-z]*file|\.env(?:\..+)?|\.[a-z]+(?:rc|ignore|config)|localtime|hosts|passwd|group|resolv\.conf|machine-id|authorized_keys|id_[a-z0-9]+|known_hosts)$/;

/** Tells the use from the paths alone. A file is one only when both its names look like a file's. */
export function useOf(mount: ClassifiedMount, place: Place): Use {
  const source = mount.source?.value ?? '';
  const target = mount.target ?? '';
  if (looksLikeFile(source) && looksLikeFile(target)) return 'file';
  if (isProjectRoot(source) || isFolderOf(place, mount) || treeTargets.some((pattern) => pattern.test(target)))
    return 'tree';
  return 'other';
}

function looksLikeFile(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return fileExtension.test(name) || fileName.test(name);
}

function isProjectRoot(source: string): boolean {
  return /^\.{1,2}(?:[\\/]\.{0,2})*$/.test(source);
}

/** A variable or an absolute path may name the project's folder as well. */
function isFolderOf({ folder, automountRoot }: Place, { resolved }: ClassifiedMount): boolean {
  const path = driveForm(resolved, automountRoot);
  return path !== null && path === folderOnDrive(folder, automountRoot);
}
