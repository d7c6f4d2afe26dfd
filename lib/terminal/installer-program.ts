import { installerLook } from "./installer-look.ts";

/**
 * The part of the installer that is the same for every portal; it reads the variables and functions that
 * `renderInstaller` puts before it. POSIX sh and utilities only, byte for byte: lines are counted by awk in the C locale
 * and cut by head and tail, which leave carriage returns and a missing last newline as they are.
 */
export const installerProgram = String.raw`
say() { printf '%s\n' "$*"; }
refuse() {
  printf '%s\n' "genkan: $*" 'genkan: nothing was changed.' >&2
  exit 1
}

# Links are followed by hand, for the file that they lead to is the one to replace.
follow() {
  found=$1
  hops=0
  while [ -L "$found" ]; do
    hops=$((hops + 1))
    [ "$hops" -le 40 ] || refuse "$1 leads in a circle."
    link=$(readlink "$found") || refuse "cannot read where $found leads."
    case $link in
      /*) found=$link ;;
      *) found=$(dirname "$found")/$link ;;
    esac
  done
}

${installerLook}

# A token file that is somebody else's is left alone.
check_token_file() {
  if [ -z "$token_file" ]; then
    token_file=$HOME
    # Clients for Windows do not know the paths of a shell there.
    if command -v cygpath >/dev/null 2>&1; then token_file=$(cygpath -m "$HOME"); fi
    token_file=$token_file/$token_file_below_home
  fi
  case $token_file in
    *[\"\\\$\!\%\#\;\`]* | *[[:cntrl:]]* | */) refuse "the path of the token file has characters that clients misread: $token_file" ;;
    /* | [A-Za-z]:/*) ;;
    *) refuse "the path of the token file must be absolute: $token_file" ;;
  esac
  if [ -e "$token_file" ] && [ "$undo" = no ]; then
    [ -f "$token_file" ] && [ -r "$token_file" ] && is_token_file || refuse "$token_file is there already and holds no token of Genkan."
  fi
}
is_token_file() {
  case $(head -n 1 "$token_file") in
    'Authorization: Bearer genkan_pat_'*) return 0 ;;
    *) return 1 ;;
  esac
}

# A run that was killed left its own behind; in a container the next one has the same number.
free_name() {
  free=$1.$$
  tries=1
  while [ -e "$free" ]; do
    tries=$((tries + 1))
    free=$1.$$-$tries
  done
}

put_token() {
  [ "$has_token" = yes ] || return 0
  token_folder=$(dirname "$token_file")
  [ -d "$token_folder" ] || mkdir -p "$token_folder" || refuse "cannot make the folder $token_folder."
  free_name "$token_folder/.genkan-token"
  new_token=$free
  (set -C && token > "$new_token") || refuse "cannot write in the folder $token_folder."
  if [ -f "$token_file" ] && cmp -s "$new_token" "$token_file"; then
    chmod 600 "$token_file"
    rm -f "$new_token"
    return 0
  fi
  mv -f "$new_token" "$token_file" || refuse "cannot write $token_file."
  say "The token is in $token_file."
}

clean() {
  [ -z "$work" ] || rm -rf "$work"
  [ -z "$new_token" ] || rm -f "$new_token"
}

main() {
  umask 077
  LC_ALL=C
  export LC_ALL
  work= new_token= undo=no
  export undo
  case "$#:$1" in
    0:) ;;
    1:--undo) undo=yes ;;
    *) refuse 'the only option is --undo.' ;;
  esac
  case $HOME in
    /* | [A-Za-z]:/*) ;;
    *) refuse 'HOME is not set.' ;;
  esac
  target=$HOME/$target_below_home
  if [ "$kind" = config ] && [ -n "$AWS_CONFIG_FILE" ]; then
    target=$AWS_CONFIG_FILE
    case $target in
      '~/'*) target=$HOME/${"$"}{target#??} ;;
      /*) ;;
      *) target=./$target ;;
    esac
  fi
  follow "$target"
  real=$found
  folder=$(dirname "$real")
  if [ -e "$real" ]; then
    [ -f "$real" ] || refuse "$target is not a file."
    [ -r "$real" ] && [ -w "$real" ] || refuse "$target may not be read and written."
  fi
  [ "$uses_token" = no ] || check_token_file
  if [ "$undo" = yes ] && [ ! -e "$real" ]; then
    take_token
    say "There is no $target: nothing to change."
    return 0
  fi

  trap clean EXIT
  trap 'exit 1' HUP INT TERM
  [ -d "$folder" ] || mkdir -p "$folder" || refuse "cannot make the folder $folder."
  free_name "$folder/.genkan-work"
  work=$free
  mkdir "$work" || { work=; refuse "cannot write in the folder $folder."; }
  if [ "$uses_token" = yes ] && [ "$kind" = config ]; then
    block > "$work/plain" || refuse "cannot write in the folder $folder."
    put=$token_file awk '
      BEGIN { mark = "__GENKAN_TOKEN_" "FILE__" }
      /^credential_process = / && (at = index($0, mark)) {
        $0 = substr($0, 1, at - 1) ENVIRON["put"] substr($0, at + length(mark))
      }
      { print }' "$work/plain" > "$work/body" || refuse 'awk failed.'
  else
    block > "$work/body" || refuse "cannot write in the folder $folder."
  fi
  if [ -e "$real" ]; then
    cp "$real" "$work/old" || refuse "cannot read $target."
  else
    : > "$work/old"
  fi
  plan=$(look "$work/body" "$work/old") || refuse "$target $plan"
  # Cut by hand: zsh, told to run this, splits no words.
  first=${"$"}{plan%% *} state=${"$"}{plan##* } last=${"$"}{plan#* }
  last=${"$"}{last% *}
  if [ "$undo" = yes ]; then take_out; else put_in; fi
}

before() { [ "$1" -le 1 ] || head -n "$(($1 - 1))" "$work/old"; }
after() { [ "$1" -eq 0 ] || tail -n "+$(($1 + 1))" "$work/old"; }

put_in() {
  {
    if [ "$first" -gt 0 ]; then
      before "$first"
    elif [ ! -e "$real" ]; then
      state=file
    else
      cat "$work/old"
      if [ -n "$(tail -c 1 "$work/old")" ]; then
        printf '\n'
        state=newline
      fi
    fi
    printf '%s\n' "$begin"
    case $state in
      file) printf '%s\n' '# genkan: made with this file' ;;
      newline) printf '%s\n' '# genkan: made with a newline before' ;;
    esac
    cat "$work/body"
    printf '%s\n' "$end"
    after "$last"
  } > "$work/new" || refuse "cannot write in the folder $folder."
  put_token
  if [ -e "$real" ] && cmp -s "$work/new" "$work/old"; then
    say "$target is as it should be: nothing to change."
  else
    replace
    say "$target has the block of this portal."
  fi
  if [ "$kind" = shell ]; then say "In your shell:  . $target"; fi
  if [ "$uses_token" = yes ] && [ ! -e "$token_file" ]; then
    say "There is no token in $token_file yet: make one on the page /terminal."
  fi
}

take_out() {
  if [ "$first" -eq 0 ]; then
    take_token
    say "$target has no block of this portal: nothing to change."
    return 0
  fi
  before "$first" > "$work/head" && after "$last" > "$work/tail" || refuse "cannot write in the folder $folder."
  if [ "$state" = newline ] && [ ! -s "$work/tail" ]; then
    awk 'NR > 1 { printf "\n" } { printf "%s", $0 }' "$work/head" > "$work/new"
  else
    cat "$work/head" "$work/tail" > "$work/new"
  fi || refuse "cannot write in the folder $folder."
  if [ "$state" = file ] && [ ! -s "$work/new" ]; then
    keep
    rm -f "$real" || refuse "cannot remove $target."
    say "$target was made with the block and is gone with it."
  else
    replace
    say "The block of this portal is out of $target."
  fi
  take_token
}

take_token() {
  [ "$uses_token" = yes ] && [ -f "$token_file" ] && is_token_file || return 0
  rm -f "$token_file" && say "$token_file is gone; revoke its token in the portal's settings."
}

keep() {
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  kept=$real.genkan-backup-$stamp
  count=1
  while [ -e "$kept" ]; do
    count=$((count + 1))
    kept=$real.genkan-backup-$stamp-$count
  done
  cp -p "$real" "$kept" || refuse "cannot keep a copy as $kept."
  say "As it was: $kept"
}

# The copy has the old file's permissions; the rename is the one moment at which anything changes.
replace() {
  if [ -e "$real" ]; then
    keep
    cp -p "$real" "$work/out" || refuse "cannot write in the folder $folder."
  fi
  cat "$work/new" > "$work/out" || refuse "cannot write in the folder $folder."
  mv -f "$work/out" "$real" || refuse "cannot replace $target."
}

main "$@"
`;
