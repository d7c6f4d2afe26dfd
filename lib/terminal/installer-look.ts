/**
 * The installer's function that reads a file and finds the block, and what speaks against touching it. Section names are
 * compared as botocore and the SDK for JavaScript read them, and rather once too often: quotes, blanks and a byte order
 * mark make no difference. https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export const installerLook = String.raw`# Says "FIRST LAST STATE" of the block, zeros where there is none, or why the file is left alone.
look() {
  begin=$begin end=$end kind=$kind awk '
    function section(s) {
      sub(/^[ \t]+/, "", s)
      if (substr(s, 1, 1) != "[") return ""
      sub(/\].*$/, "", s)
      s = substr(s, 2)
      gsub(/["\047]/, "", s)
      gsub(/[ \t]+/, " ", s)
      sub(/^ /, "", s)
      sub(/ $/, "", s)
      return s == "profile default" ? "default" : s
    }
    BEGIN { begin = ENVIRON["begin"]; end = ENVIRON["end"]; config = ENVIRON["kind"] == "config"; state = "none" }
    NR == FNR { if (config && (name = section($0)) != "") ours[name] = 1; next }
    {
      line = $0
      sub(/\r$/, "", line)
      if (FNR == 1) sub(/^\357\273\277/, "", line)
    }
    line == begin {
      if (first) broken = "has two beginnings of the block of this portal, in line " first " and line " FNR
      else first = FNR
      inside = 1
      next
    }
    line == end {
      if (!inside) broken = "has an end of the block of this portal without a beginning, in line " FNR
      inside = 0
      last = FNR
      behind = config
      next
    }
    inside {
      if (FNR == first + 1 && line == "# genkan: made with this file") state = "file"
      if (FNR == first + 1 && line == "# genkan: made with a newline before") state = "newline"
      next
    }
    !config { next }
    {
      name = section(line)
      if (name != "") {
        behind = 0
        if (name in ours && clashes++ < 10) clash = clash "\n  line " FNR ": [" name "]"
      } else if (behind && line !~ /^[ \t]*([#;].*)?$/) {
        broken = "has settings in line " FNR " that belong to the last profile of the block; move them"
        behind = 0
      }
    }
    END {
      if (inside && !broken) broken = "has a block of this portal without its end; it begins in line " first
      if (broken) { print broken "."; exit 3 }
      if (clash && ENVIRON["undo"] != "yes") {
        print "has sections of the same names already, and clients refuse a file with two:" clash
        if (clashes > 10) print "  and " (clashes - 10) " more."
        print "Choose other names on the page /terminal, or take those out."
        exit 3
      }
      print first + 0, last + 0, state
    }' "$1" "$2"
}`;
