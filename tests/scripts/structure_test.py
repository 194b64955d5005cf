"""Tests the count of public methods in scripts/structure."""

from support.structure import public_methods

HEADER = """
class Port {
 public:
  Port(int id, std::string name);
  Port(const Port&) = delete;
  int id() const { return id_; }
  /// read() is called once.
  base::task<base::Bytes> read();
  template <class T>
  void visit(T work) {
    work(id_);
  }
  std::function<void()> on_change;

 private:
  void close();
  int id_;
};

struct Facts {
  std::string name;
  bool known() const;
};
"""


def test_counts_public_methods_only():
    assert public_methods(HEADER) == {"Port": 4, "Facts": 1}
