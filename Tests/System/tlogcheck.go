package main // glue only: every decision is taken by golang.org/x/mod/sumdb/{note,tlog}
import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}
func read(f string) string { b, e := os.ReadFile(f); must(e); return string(b) }
func hashes(s string) (out []tlog.Hash) {
	for _, l := range strings.Fields(s) {
		b, e := base64.StdEncoding.DecodeString(l)
		must(e)
		var h tlog.Hash
		if copy(h[:], b); len(b) != 32 {
			must(fmt.Errorf("bad hash %q", l))
		}
		out = append(out, h)
	}
	return
}
func open(vkey, cp string) tlog.Tree {
	v, e := note.NewVerifier(vkey)
	must(e)
	n, e := note.Open([]byte(cp), note.VerifierList(v))
	must(e)
	l := strings.Split(n.Text, "\n")
	if l[0] != v.Name() {
		must(fmt.Errorf("origin %q is not key name", l[0]))
	}
	size, e := strconv.ParseInt(l[1], 10, 64)
	must(e)
	return tlog.Tree{N: size, Hash: hashes(l[2])[0]}
}
func main() {
	a := os.Args
	switch a[1] {
	case "receipt": // VKEY PROOF LEAF
		p := strings.SplitN(read(a[3]), "\n\n", 2)
		t := open(a[2], p[1])
		i := strings.Index(p[0], "\nindex ") + 7
		l := strings.SplitN(p[0][i:]+"\n", "\n", 2)
		n, e := strconv.ParseInt(l[0], 10, 64)
		must(e)
		must(tlog.CheckRecord(hashes(l[1]), t.N, t.Hash, n, tlog.RecordHash([]byte(read(a[4])))))
	case "consistency": // VKEY OLDCP NEWCP PROOF
		o, n := open(a[2], read(a[3])), open(a[2], read(a[4]))
		must(tlog.CheckTree(hashes(read(a[5])), n.N, n.Hash, o.N, o.Hash))
	case "replay": // VKEY CHECKPOINT BUNDLE...
		t, st, n := open(a[2], read(a[3])), []tlog.Hash{}, int64(0)
		rd := tlog.HashReaderFunc(func(ix []int64) (out []tlog.Hash, _ error) {
			for _, i := range ix {
				out = append(out, st[i])
			}
			return
		})
		for _, f := range a[4:] {
			for b := []byte(read(f)); len(b) > 0; n++ {
				k := 2 + int(binary.BigEndian.Uint16(b))
				h, e := tlog.StoredHashes(n, b[2:k], rd)
				must(e)
				st, b = append(st, h...), b[k:]
			}
		}
		h, e := tlog.TreeHash(n, rd)
		must(e)
		if n != t.N || h != t.Hash {
			must(fmt.Errorf("replay %d %v, checkpoint %d %v", n, h, t.N, t.Hash))
		}
	}
	fmt.Println("OK", a[1])
}
