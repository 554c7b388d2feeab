/**
 * Looks at what a move wrote, or removes it, entry by entry. Its arguments are `look` or `remove`, the folder, and the number by
 * which the file system knows that. Each line of its input is one of
 *
 *     d PATH          the folder, below the moved one, in which the next entries are
 *     f ID HASH NAME  a file with its SHA-256
 *     t TARGET        where the next link is to lead
 *     l ID NAME       a link
 *     r ID NAME       a folder, removed if it is empty
 *     o               the moved folder itself, removed if it is empty
 *     e               the end
 *
 * with `\0134` for a backslash and `\0012` for a line end. It says `gone ID` of what is not there, `kept ID` of what is not as it was
 * written or could not be removed, and `end`.
 *
 * No path is walked by its names while something is removed: a folder is entered first, then the system is asked where that is
 * (`/proc/self/cwd`), and only names in it are touched. So no link that somebody puts in place of a folder leads out. Between
 * two looks at number, size and times a file is read: what is written meanwhile shows.
 */
export const undoScript = `rm -f -- "$0"
act=$1 folder=$2 inode=$3 missing= state='%f %i %s %y %z' nl='
'
for each in stat sha256sum readlink rm rmdir ls; do
  command -v "$each" >/dev/null 2>&1 || { echo "missing $each"; missing=yes; }
done
[ -z "$missing" ] || exit 0

inode() { set -- $(ls -di . 2>/dev/null); echo "$1"; }
is() { [ -e "$1" ] || [ -L "$1" ]; }

cd -P "$folder" 2>/dev/null && [ "$(inode)" = "$inode" ] && exec 9<. || { echo other; exit 0; }
root=$(readlink -n /proc/self/cwd; printf x) root=\${root%x}

plain() {
  case $1 in
    *\\\\*) text=$(printf '%bx' "$1") text=\${text%x} ;;
    *) text=$1 ;;
  esac
}

enter() {
  if cd -P "$root\${1:+/$1}" 2>/dev/null && [ "$(readlink -n /proc/self/cwd; printf x)" = "$root\${1:+/$1}x" ] &&
    [ /proc/self/fd/9 -ef "$root" ]; then at=inside
  elif is "$root\${1:+/$1}"; then at=away
  else at=gone
  fi
}

one() {
  before=$(stat -c "$state" "$3" 2>/dev/null)
  if [ -z "$before" ]; then echo "gone $1"
  elif [ -f "$3" ] && [ ! -L "$3" ] && [ "$(sha256sum 2>/dev/null <"$3")" = "$2  -" ] && [ "$(stat -c "$state" "$3" 2>/dev/null)" = "$before" ]; then
    [ "$act" = look ] || { rm -f "$3" 2>/dev/null; ! is "$3" || echo "kept $1"; }
  else echo "kept $1"
  fi
}

unchanged() {
  before=$(stat -c "$state" "$@" 2>/dev/null)
  for each; do [ -f "$each" ] && [ ! -L "$each" ] || return 1; done
  [ "$(sha256sum "$@" 2>/dev/null)" = "$want" ] && [ "$(stat -c "$state" "$@" 2>/dev/null)" = "$before" ]
}

flush() {
  if [ $# -gt 0 ] && unchanged "$@"; then
    [ "$act" = look ] || rm -f "$@" 2>/dev/null
    for each; do
      [ "$act" = look ] || ! is "$each" || echo "kept \${ids%% *}"
      ids=\${ids#* }
    done
  else
    for each; do
      one "\${ids%% *}" "\${hashes%% *}" "$each"
      ids=\${ids#* } hashes=\${hashes#* }
    done
  fi
  want= ids= hashes=
}

link() {
  if ! is "$2"; then echo "gone $1"
  elif [ -L "$2" ] && [ "$(readlink -n "$2"; printf x)" = "\${target}x" ]; then
    [ "$act" = look ] || { rm -f "$2" 2>/dev/null; ! is "$2" || echo "kept $1"; }
  else echo "kept $1"
  fi
}

hollow() {
  if ! is "$2"; then echo "gone $1"
  elif [ ! -d "$2" ] || [ -L "$2" ]; then echo "kept $1"
  else [ "$act" = look ] || rmdir "$2" 2>/dev/null || ! is "$2" || echo "kept $1"
  fi
}

set --
at=gone want= ids= hashes= target=
while IFS= read -r line; do
  rest=\${line#? }
  case $line in
    [flr]*) id=\${rest%% *} rest=\${rest#* }
      [ "$at" = inside ] || { case $at in away) echo "kept $id" ;; *) echo "gone $id" ;; esac; continue; } ;;
  esac
  case $line in
    f*) hash=\${rest%% *} rest=\${rest#* }
      case $rest in
        *\\\\*) plain "$rest"; one "$id" "$hash" "./$text" ;;
        *) set -- "$@" "./$rest"
          want="$want\${want:+$nl}$hash  ./$rest" ids="$ids$id " hashes="$hashes$hash "
          [ $# -lt 64 ] || { flush "$@"; set --; } ;;
      esac ;;
    d*) flush "$@"; set --; plain "$rest"; enter "$text" ;;
    t*) plain "$rest"; target=$text ;;
    l*) plain "$rest"; link "$id" "./$text" ;;
    r*) plain "$rest"; hollow "$id" "./$text" ;;
    o) flush "$@"; set --; cd /; at=gone
      [ ! /proc/self/fd/9 -ef "$root" ] || rmdir "$root" 2>/dev/null ;;
    e) flush "$@"; echo end; exit 0 ;;
  esac
done
`;
