import { isDatabaseFolder } from './databases';
import { driveForm, folderOnDrive } from './drivePath';
import type { ClassifiedMount, Place } from './mount';

/** What the files of a mount are used for, as far as its two paths tell: it decides how much a slow mount hurts. */
export type Use = 'file' | 'database' | 'dependencies' | 'sources' | 'other';

/** Folders in containers that hold sources: read and written file by file, and watched. */
const sourceTargets: readonly RegExp[] = [
  /^\/(?:app|apps|src|source|sources|code|work|workspace|workspaces|project|projects|repo|site|html|public)(?:\/|$)/,
  /^\/(?:usr|usr\/local|opt|root)\/(?:app|src|source|sources|code|work|workspace|workspaces|project|projects)(?:\/|$)/,
  // What begins with a dot in the home of a user is settings: `/home/vscode/.ssh`.
  /^\/(?:var\/www|srv|home\/[^/]+(?!\/\.)|go|var\/task)(?:\/|$)/,
  /^\/usr\/(?:share\/nginx\/html|local\/apache2\/htdocs)(?:\/|$)/,
];

/** Folders of dependencies and caches: many small files, and none that anybody writes by hand. */
const dependencyTargets =
  /\/(?:node_modules|vendor|\.venv|venv|site-packages|target|\.gradle|\.m2|\.cargo|\.next|cache|\.cache|\.npm|\.git|\.yarn|\.pnpm-store)(?:\/|$)/;

const fileExtension =
  /\.(?:conf|cnf|cfg|ini|ya?ml|json[c5]?|toml|xml|properties|env|txt|md|sql|dump|bak|sh|bash|zsh|fish|ps1|bat|cmd|py|pl|js|mjs|cjs|jsx|ts|tsx|vue|svelte|php|rb|lua|go|mod|sum|rs|java|kts?|cs|exs?|s?css|less|html?|ico|svg|png|jpe?g|crt|cer|cert|pem|key|p12|pfx|jks|keystore|truststore|pub|asc|gpg|sock|socket|pid|log|lock|csv|tsv|tmpl|tpl|template|j2|list|repo|service|rules|xsd|acl|users|htpasswd|vcl|hcl|tf|tfvars|proto|graphqls?|prisma|rego|ldif|gz|tgz|zip|bz2|xz|tar|jar|war|ear|phar|whl|so|bin|exe|wasm|db|sqlite3?|mmdb|pbf|lic|license|htaccess)(?:\.(?:local|example|sample|dist|default|template|orig|disabled))?$/i;
const fileName =
  /^(?:[A-Z][a-z]*file|LICENSE|README|VERSION|\.env\..+|\.[a-z]+(?:rc|ignore|config|-version)|localtime|timezone|hosts|hostname|passwd|shadow|group|resolv\.conf|machine-id|authorized_keys|id_[a-z0-9]+|known_hosts|pgpass|\.pgpass|\.netrc|\.htaccess|\.htpasswd|\.dockerconfigjson)$/;

/** An ending of a file's kind, whatever it is: a stem stands before it, and it is neither a version nor one of a .NET project. */
const ending = /[^./\\]\.([a-z][a-z0-9]*)$/;
/** What folders end with: `conf.d`, repositories, and the names of hosts. */
const folderEnding = /^(?:d|git|app|com|org|net|io|dev|local|test|localhost)$/;

/** A program's own folder holds single files alone: `./wait-for-it:/usr/local/bin/wait-for-it`. */
const programTarget = /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$/;

/**
 * Tells the use from the paths alone. In a place where sources or data are kept a file is one only when both its names look like
 * a file's: a folder may be called `three.js`.
 */
export function useOf(mount: ClassifiedMount, place: Place): Use {
  const source = mount.source?.value ?? '';
  const target = mount.target ?? '';
  const [isSourceFile, isTargetFile] = [looksLikeFile(source), looksLikeFile(target)];
  if ((isSourceFile && isTargetFile) || endAlike(source, target) || programTarget.test(target)) return 'file';
  if (isDatabaseFolder(target, mount.containers)) return 'database';
  if (dependencyTargets.test(target)) return 'dependencies';
  if (isProjectRoot(source) || sourceTargets.some((pattern) => pattern.test(target)) || isFolderOf(place, mount))
    return 'sources';
  return isSourceFile || isTargetFile ? 'file' : 'other';
}

function looksLikeFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return fileExtension.test(name) || fileName.test(name);
}

function endAlike(source: string, target: string): boolean {
  const own = ending.exec(source)?.[1];
  return own !== undefined && own === ending.exec(target)?.[1] && !folderEnding.test(own);
}

function isProjectRoot(source: string): boolean {
  return /^\.{1,2}(?:[\\/]\.{0,2})*$/.test(source);
}

/** A variable or an absolute path may name the project's folder as well. */
function isFolderOf({ folder, automountRoot }: Place, { resolved }: ClassifiedMount): boolean {
  const path = driveForm(resolved, automountRoot);
  return path !== null && path === folderOnDrive(folder, automountRoot);
}
